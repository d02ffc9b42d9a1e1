import { ascii, find } from './xml-bytes.ts';

const COMMENT = ascii('<!--');
const COMMENT_END = ascii('-->');
const BANG = 0x21;

/** The stretch of a part that is looked at: what is left of the pieces so far, without comments. */
export class XmlWindow {
  #bytes = new Uint8Array(512 * 1024);
  #from = 0;
  #to = 0;
  /** Behind here stands a comment whose end has not come yet. */
  #cut: number | null = null;

  /** What can be read now. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(this.#from, this.#cut ?? this.#to);
  }

  get held(): number {
    return this.#to - this.#from;
  }

  push(piece: Uint8Array): void {
    this.#makeRoom(piece.length);
    const fresh = this.#cut ?? Math.max(this.#from, this.#to - COMMENT.length + 1);
    this.#bytes.set(piece, this.#to);
    this.#to += piece.length;
    this.#leaveOutComments(fresh);
  }

  /** Lets go of the first bytes. */
  drop(count: number): void {
    this.#from += count;
  }

  #makeRoom(more: number): void {
    const kept = this.#to - this.#from;
    if (kept + more > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(kept + more, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(this.#from, this.#to));
      this.#bytes = grown;
    } else this.#bytes.copyWithin(0, this.#from, this.#to);
    if (this.#cut !== null) this.#cut -= this.#from;
    this.#from = 0;
    this.#to = kept;
  }

  #leaveOutComments(fresh: number): void {
    this.#cut = null;
    const bytes = this.#bytes.subarray(0, this.#to);
    let from = fresh;
    for (;;) {
      const bang = bytes.subarray(0, this.#to).indexOf(BANG, from);
      if (bang < 0) return;
      from = bang + 1;
      const start = bang - 1;
      if (start < this.#from || find(bytes.subarray(start, start + COMMENT.length), COMMENT, 0) !== 0) continue;
      const end = find(bytes.subarray(0, this.#to), COMMENT_END, start + COMMENT.length);
      if (end < 0) {
        this.#cut = start;
        return;
      }
      this.#bytes.copyWithin(start, end + COMMENT_END.length, this.#to);
      this.#to -= end + COMMENT_END.length - start;
      from = start;
    }
  }
}
