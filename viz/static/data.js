"use strict";
/* Give the bytes of a data block as parsed JSON; nothing is fetched. */
const whenceData = async (id) => {
  const coded = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};
