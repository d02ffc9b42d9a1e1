const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Character data of XML as text: entities, CDATA, line ends, and the `_x000D_` escapes of spreadsheets. */
export function decodeXml(raw: string): string {
  let text = raw;
  if (text.includes('<![CDATA[')) {
    return text
      .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/u)
      .map((piece) => (piece.startsWith('<![CDATA[') ? piece.slice(9, -3) : decodeXml(piece)))
      .join('');
  }
  if (text.includes('\r')) text = text.replaceAll(/\r\n?/gu, '\n');
  if (text.includes('&')) text = text.replaceAll(/&(#x[0-9a-f]+|#\d+|\w+);/giu, decodeEntity);
  if (text.includes('_x'))
    text = text.replaceAll(/_x([0-9a-f]{4})_/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return text;
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const point = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

/** An attribute of an opening tag, decoded; null when absent. `name` may carry no prefix: `r:id` is found by `id`. */
export function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(tag);
  const raw = found?.[1] ?? found?.[2];
  return raw === undefined ? null : decodeXml(raw);
}

/** All opening tags of one name, whatever its prefix. */
export function openingTags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])[^>]*>`, 'gu')) ?? [];
}

/** Text without the stretches from `open` to `close`; what is never closed stays. */
export function withoutStretches(text: string, open: string, close: string): string {
  let kept = '';
  let from = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    kept += text.slice(from, at);
    from = end + close.length;
  }
  return kept + text.slice(from);
}

/**
 * Text of a string item: its runs put together, phonetic guides left out.
 * `prefix` is that of the part, e.g. `x:`; `plainOpen` its text tag.
 */
export function richText(xml: string, prefix: string, plainOpen = `<${prefix}t>`): string {
  const end = xml.length - prefix.length - 4;
  if (xml.startsWith(plainOpen) && xml.indexOf('<', plainOpen.length) === end) {
    return decodeXml(xml.slice(plainOpen.length, end));
  }
  return decodeXml(textRuns(withoutStretches(xml, `<${prefix}rPh`, `</${prefix}rPh>`), prefix));
}

/** Everything inside `<t>` elements. */
function textRuns(xml: string, prefix: string): string {
  const open = `<${prefix}t`;
  const close = `</${prefix}t>`;
  let text = '';
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at)) {
    const tagEnd = xml.indexOf('>', at);
    if (tagEnd < 0) break;
    const isText = /^[\s>]/u.test(xml.charAt(at + open.length)) && xml[tagEnd - 1] !== '/';
    const end = isText ? xml.indexOf(close, tagEnd) : tagEnd;
    if (end < 0) break;
    if (isText) text += xml.slice(tagEnd + 1, end);
    at = end + 1;
  }
  return text;
}
