import { fromBase64Url, type Bytes } from './base64.ts';
import { readRing } from './key-ring-format.ts';
import { hkdf, KEY_BYTES } from './seal.ts';

/** What the page asks of the authenticator: evaluate PRF at `salt` with this credential. */
export type PasskeyRequest = { readonly credentialId: Bytes; readonly salt: Bytes };

/** The answer of the authenticator. `prf` is the 32 bytes of `prf.results.first`; wiped after use. */
export type PasskeyAnswer = { readonly credentialId: Bytes; readonly prf: Bytes };

/** The passkeys that open this vault; the page offers them to `navigator.credentials.get`. @throws as `readRing` */
export async function passkeyRequests(header: Uint8Array): Promise<PasskeyRequest[]> {
  const { ring } = await readRing(header);
  return ring.slots.flatMap((slot) =>
    slot.kind === 'passkey'
      ? [{ credentialId: fromBase64Url(slot.credentialId), salt: fromBase64Url(slot.prfSalt) }]
      : [],
  );
}

/** The wrapping key that a passkey gives. @param prf 32 bytes of WebAuthn PRF, wiped here @throws RangeError */
export async function passkeyKek(prf: Bytes, salt: Bytes): Promise<Bytes> {
  if (prf.byteLength !== KEY_BYTES) throw new RangeError(`PRF gives ${KEY_BYTES} bytes, not ${prf.byteLength}`);
  const kek = await hkdf(prf, { salt, info: 'zhanggui passkey wrap 1' });
  prf.fill(0);
  return kek;
}
