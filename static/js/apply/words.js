// What the scripts of the form say, in the language of the page.
const said = document.getElementById("upload-words").dataset;

export const words = (key, values = {}) =>
  said[key].replace(/NAME|PERCENT/g, (place) => values[place.toLowerCase()] ?? "");

export const announce = (text, place = "upload-status") => {
  document.getElementById(place).textContent = text;
};
