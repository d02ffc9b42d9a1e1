import { LESS, SPACE } from './xml-bytes.ts';

const PLAIN = 0;
const END = 1;
/** The usual length of a Chinese character. */
const THREE = 2;
const LONG = 3;
const QUOTED = 4;
const ESCAPE = 5;
const ODD = 6;

/** What a byte of character data asks for on its way into a cell of comma-separated text. */
const KINDS = new Uint8Array(256).fill(LONG, 0x80).fill(THREE, 0xe1, 0xed);
KINDS[LESS] = END;
KINDS[0x2c] = KINDS[0x0a] = QUOTED;
KINDS[0x5f] = ESCAPE;
KINDS[0x22] = KINDS[0x26] = KINDS[0x0d] = KINDS[0x00] = ODD;

/** Finds the end of character data that may be copied into a cell of comma-separated text as they stand. */
export class TextScan {
  /** The cell has to stand in quotes. */
  quoted = false;

  /**
   * Goes up to the next tag.
   * @returns where it begins; -1 when the data are cut, not UTF-8, or have to be decoded or escaped first.
   */
  end(bytes: Uint8Array, from: number): number {
    this.quoted = bytes[from] === SPACE;
    let at = from;
    for (;;) {
      const kind = KINDS[bytes[at] ?? 0];
      if (kind === PLAIN) at++;
      else if (kind === END) break;
      else if (kind === THREE && continueTwice(bytes, at + 1)) at += 3;
      else {
        const step = this.#special(bytes, at);
        if (step === 0) return -1;
        at += step;
      }
    }
    if (bytes[at - 1] === SPACE) this.quoted = true;
    return at;
  }

  /** Bytes to go on by; 0 for those that cannot stay as they are. */
  #special(bytes: Uint8Array, at: number): number {
    const kind = KINDS[bytes[at] ?? 0];
    if (kind === LONG) return sequenceAt(bytes, at);
    if (kind === QUOTED) this.quoted = true;
    else if (kind !== ESCAPE || bytes[at + 1] === 0x78) return 0;
    return 1;
  }
}

const continues = (bytes: Uint8Array, at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;

const continueTwice = (bytes: Uint8Array, at: number): boolean => continues(bytes, at) && continues(bytes, at + 1);

/** By the first byte of a UTF-8 sequence: its length (0: none), and the range of the second byte. */
const LENGTHS = new Uint8Array(256).fill(2, 0xc2, 0xe0).fill(3, 0xe0, 0xf0).fill(4, 0xf0, 0xf5);
const LOWEST = new Uint8Array(256).fill(0x80);
const HIGHEST = new Uint8Array(256).fill(0xbf);
LOWEST[0xe0] = 0xa0;
LOWEST[0xf0] = 0x90;
HIGHEST[0xed] = 0x9f;
HIGHEST[0xf4] = 0x8f;

/** Length of the UTF-8 sequence at an offset; 0 when it is none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const length = LENGTHS[lead] ?? 0;
  if (second < (LOWEST[lead] ?? 0) || second > (HIGHEST[lead] ?? 0)) return 0;
  for (let rest = 2; rest < length; rest++) if (!continues(bytes, at + rest)) return 0;
  return length;
}
