// The page of an application: it is marked as read, and worked through by keyboard. All of it works without.
import { find } from "./dom.js";
import { offerKeys } from "./desk/keys.js";
import { markAsRead } from "./desk/read_mark.js";
import { offerViewing } from "./desk/viewer.js";

const desk = find(document, "#desk");

markAsRead(desk);
offerViewing(desk);
offerKeys(desk);
