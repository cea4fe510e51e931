// A canvas that fills its box at the screen's resolution, with a base layer that is painted once and then copied.
//
// The base reaches a margin past the box on every side: while the reader pans, the copy is shifted and nothing is
// painted anew until he rests, unless painting is quick.

const QUICK = 9; // milliseconds of painting that leave room for a frame
const REST = 110;

export class Surface {
  readonly canvas: HTMLCanvasElement;
  private readonly base = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  private readonly under: CanvasRenderingContext2D;
  private stale = true;
  private asked = false;
  private settle = 0;
  private moved: [number, number, number] | null = null;
  private spent = 0;
  width = 0;
  height = 0;

  constructor(
    box: HTMLElement,
    label: string,
    private readonly paintBase: (context: CanvasRenderingContext2D) => void,
    private readonly paintTop: (context: CanvasRenderingContext2D) => void,
    private readonly resized: () => void,
    readonly margin = 0,
  ) {
    this.canvas = document.createElement("canvas");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", label);
    box.append(this.canvas);
    this.context = drawing(this.canvas);
    this.under = drawing(this.base);
    new ResizeObserver(() => this.fit(box)).observe(box);
    this.fit(box);
    queueMicrotask(() => this.paint()); // the first picture waits for no frame: a page may be opened unseen
  }

  // Paint again at the next frame; `stale` says that the base layer changed too.
  ask(stale: boolean): void {
    this.stale ||= stale;
    if (stale) this.moved = null;
    this.frame();
  }

  // Show the painted base shifted by (x, y) and scaled by k about the origin, and paint it anew when the reader rests.
  shift(x: number, y: number, k: number): void {
    if (this.spent < QUICK) return this.ask(true);
    this.moved = [x, y, k];
    clearTimeout(this.settle);
    this.settle = window.setTimeout(() => this.ask(true), REST);
    this.frame();
  }

  paint(): void {
    this.asked = false;
    if (!this.width || !this.height) return;
    if (this.stale && !this.moved) this.renew();
    const [x, y, k] = this.moved ?? [0, 0, 1];
    const { ratio, margin } = this;
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.context.setTransform(k, 0, 0, k, (x - margin * k) * ratio, (y - margin * k) * ratio);
    this.context.drawImage(this.base, 0, 0);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paintTop(this.context);
    this.canvas.dataset.frames = String(Number(this.canvas.dataset.frames ?? 0) + 1);
  }

  // Paint the view as it is now, without margin, into another canvas or a pen of another kind.
  copy(pen: CanvasRenderingContext2D): void {
    this.paintBase(pen);
    this.paintTop(pen);
  }

  point(event: { clientX: number; clientY: number }): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  get ratio(): number {
    return Math.min(2, Math.max(1, window.devicePixelRatio || 1));
  }

  private frame(): void {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => this.paint());
  }

  private renew(): void {
    const begun = performance.now();
    this.stale = false;
    const { under, ratio, margin } = this;
    under.setTransform(1, 0, 0, 1, 0, 0);
    under.clearRect(0, 0, this.base.width, this.base.height);
    under.setTransform(ratio, 0, 0, ratio, margin * ratio, margin * ratio);
    this.paintBase(under);
    this.spent = performance.now() - begun;
  }

  private fit(box: HTMLElement): void {
    const { clientWidth, clientHeight } = box;
    if (!clientWidth || !clientHeight || (clientWidth === this.width && clientHeight === this.height)) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.size(this.canvas, 0);
    this.size(this.base, this.margin);
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.resized();
    this.ask(true);
  }

  private size(canvas: HTMLCanvasElement, margin: number): void {
    canvas.width = Math.round((this.width + 2 * margin) * this.ratio);
    canvas.height = Math.round((this.height + 2 * margin) * this.ratio);
  }
}

// The arrow keys as steps down and along, and what other keys do.
export function steered(event: KeyboardEvent, walk: (down: number, along: number) => void, others: Record<string, () => void>): void {
  const step: Record<string, [number, number]> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in step || event.key in others)) return;
  event.preventDefault();
  if (step[event.key]) walk(...step[event.key]);
  else others[event.key]();
}

function drawing(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw on a canvas.");
  return context;
}
