const INLINED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'font-size',
  'font-weight',
  'font-family',
  'text-anchor',
  'dominant-baseline',
];
const PAD = 20;
const HEAD = 56;
const FOOT = 28;

/** What stands around a chart in an image: the finding, what is measured, and how old the data is. */
export type ChartCaption = { title: string; meta: string; foot: string };

/** A chart as a self-contained SVG text: colours and fonts written out, caption and paper added. */
export function chartSvg(svg: SVGSVGElement, caption: ChartCaption): { text: string; width: number; height: number } {
  const style = getComputedStyle(svg);
  const box = svg.getBoundingClientRect();
  const width = Math.ceil(box.width) + PAD * 2;
  const height = Math.ceil(box.height) + HEAD + FOOT;
  const token = (name: string) => resolveColour(svg, name);
  const drawing = copyWithStyles(svg);
  drawing.setAttribute('x', String(PAD));
  drawing.setAttribute('y', String(HEAD));
  drawing.setAttribute('width', String(box.width));
  drawing.setAttribute('height', String(box.height));
  const whole = element('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': style.fontFamily,
  });
  whole.append(
    element('rect', { width, height, fill: token('--card') }),
    label(caption.title, { x: PAD, y: 26, 'font-size': 15, 'font-weight': 600, fill: token('--ink') }),
    label(caption.meta, { x: PAD, y: 44, 'font-size': 12, fill: token('--ink-3') }),
    drawing,
    label(caption.foot, { x: PAD, y: height - 10, 'font-size': 11, fill: token('--ink-3') }),
  );
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

/** Draws an SVG text at twice its size. @returns null when the browser cannot draw it */
export async function svgToPng(svg: { text: string; width: number; height: number }): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg.text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = svg.width * 2;
    canvas.height = svg.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function copyWithStyles(source: SVGSVGElement): SVGSVGElement {
  const copy = element('svg', {});
  for (const attribute of ['viewBox', 'overflow'])
    if (source.hasAttribute(attribute)) copy.setAttribute(attribute, source.getAttribute(attribute) ?? '');
  copy.setAttribute('overflow', 'visible');
  for (const child of source.children) copy.append(copyElement(child));
  return copy;
}

function copyElement(source: Element): Element {
  const copy = document.createElementNS('http://www.w3.org/2000/svg', source.localName);
  for (const { name, value } of source.attributes)
    if (!/^(class|style|tabindex|role|on.*|aria-.*)$/.test(name)) copy.setAttribute(name, value);
  const style = getComputedStyle(source);
  for (const name of INLINED) copy.setAttribute(name, style.getPropertyValue(name));
  if (source.children.length === 0) copy.textContent = source.textContent;
  else for (const child of source.children) copy.append(copyElement(child));
  return copy;
}

/** A token's value may be `light-dark(…)`; only a property that takes a colour gives the one in force. */
function resolveColour(near: SVGSVGElement, name: string): string {
  const probe = element('rect', {});
  probe.style.fill = `var(${name})`;
  near.append(probe);
  const { fill } = getComputedStyle(probe);
  probe.remove();
  return fill;
}

function label(text: string, attributes: Record<string, string | number>): SVGTextElement {
  const made = element('text', attributes);
  made.textContent = text;
  return made;
}

function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
