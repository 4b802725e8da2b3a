// What the server would refuse by size and name alone, told before anything is sent.
import { form } from "./asking.js";

const { bytes, extensions } = form.dataset;
const known = extensions.split(" ");
// As applications/documents/names.py has it: a name without one is given it by what is in the file.
const ENDING = /\.([a-z][a-z0-9]{1,4})$/i;

export const refusalOf = ({ name, size }) => {
  const ending = ENDING.exec(name)?.[1].toLowerCase();
  if (!size) return "empty";
  if (size > bytes) return "size";
  return !ending || known.includes(ending) ? "" : "type";
};
