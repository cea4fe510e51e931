// Start: read the two data blocks, open the scene, build the page.

import { App } from "./app";
import { block } from "./decode";
import { Model, type Scene } from "./scene";
import { speak } from "./strings";

async function start(): Promise<void> {
  const root = document.getElementById("whence");
  if (!root) return;
  const [texts, geometry] = await Promise.all([block("scene"), block("geometry")]);
  const scene = JSON.parse(new TextDecoder().decode(texts)) as Scene;
  speak(document.documentElement.lang);
  new App(root, new Model(scene, geometry));
}

void start();
