// A canvas that fills its box at the screen's resolution, with a base layer that is painted once and then copied.

export class Surface {
  readonly canvas: HTMLCanvasElement;
  private readonly base = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  private readonly under: CanvasRenderingContext2D;
  private stale = true;
  private asked = false;
  width = 0;
  height = 0;

  constructor(
    box: HTMLElement,
    label: string,
    private readonly paintBase: (context: CanvasRenderingContext2D) => void,
    private readonly paintTop: (context: CanvasRenderingContext2D) => void,
    private readonly resized: () => void,
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
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => this.paint());
  }

  paint(): void {
    this.asked = false;
    if (!this.width || !this.height) return;
    if (this.stale) {
      this.stale = false;
      this.clear(this.under);
      this.paintBase(this.under);
    }
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.context.drawImage(this.base, 0, 0);
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.paintTop(this.context);
  }

  // Shift the cached base by (x, y) and scale it by k about the origin: a stand-in until it is painted again.
  preview(x: number, y: number, k: number): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.context.setTransform(k, 0, 0, k, x * this.ratio, y * this.ratio);
    this.context.drawImage(this.base, 0, 0);
  }

  point(event: { clientX: number; clientY: number }): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private get ratio(): number {
    return Math.min(2, Math.max(1, window.devicePixelRatio || 1));
  }

  private fit(box: HTMLElement): void {
    const { clientWidth, clientHeight } = box;
    if (!clientWidth || !clientHeight || (clientWidth === this.width && clientHeight === this.height)) return;
    this.width = clientWidth;
    this.height = clientHeight;
    for (const canvas of [this.canvas, this.base]) {
      canvas.width = Math.round(this.width * this.ratio);
      canvas.height = Math.round(this.height * this.ratio);
    }
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.resized();
    this.ask(true);
  }

  private clear(context: CanvasRenderingContext2D): void {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }
}

function drawing(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw on a canvas.");
  return context;
}
