// Start: read the data blocks, open the scene, build the page.

import { App } from "./app";
import { block, json } from "./decode";
import { Model, type Scene, type Texts } from "./scene";
import { speak } from "./strings";

async function start(): Promise<void> {
  const root = document.getElementById("whence");
  if (!root) return;
  const [scene, texts, geometry] = await Promise.all([json<Scene>("scene"), json<Texts>("texts"), block("geometry")]);
  speak(document.documentElement.lang);
  new App(root, new Model(scene, texts, geometry));
  queueMicrotask(() => (document.documentElement.dataset.ready = "yes")); // after the first picture, which waits in the same line
}

void start();
