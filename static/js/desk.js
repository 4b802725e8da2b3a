// The page of an application: it is marked as read, and worked through by keyboard. All of it works without.

import { offerKeys } from "./desk/keys.js";
import { markAsRead } from "./desk/read_mark.js";
import { offerViewing } from "./desk/viewer.js";
import { find } from "./dom.js";

const desk = find(document, "#desk");

markAsRead(desk);
offerViewing(desk);
offerKeys(desk);
