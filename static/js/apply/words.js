// What the scripts of the form say, in the language of the page.
const said = document.getElementById("upload-words").dataset;

export const words = (key, values = {}) =>
  said[key].replace(/NAME|PERCENT|TIME/g, (place) => values[place.toLowerCase()] ?? "");

export const announce = (text, place = "upload-status") => {
  document.getElementById(place).textContent = text;
};

// Shown beside the way to go on later; not read out, since it follows on everything that is typed.
export const tellSaved = () => {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const time = new Date().toLocaleTimeString(document.documentElement.lang, clock);
  announce(words("saved", { time }), "saved");
};
