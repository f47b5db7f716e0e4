import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Place } from './servers.ts';

/*
 * A site with a certificate that nobody has reason to trust: signed by itself, for another name, years ago.
 */

/** Starts an https site on loopback. */
export async function startUntrusted(): Promise<Place> {
  const { key, cert } = makeCertificate();
  const server = createServer({ key, cert }, (_, response) => response.end('<h1>trust me</h1>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `https://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** X.509, version 1, in the few tags that it takes. */
function makeCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ecdsaWithSha256 = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const commonName = der(
    0x30,
    Buffer.concat([Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('someone-else.example'))]),
  );
  const name = der(0x30, der(0x31, commonName));
  const validity = der(0x30, Buffer.concat([der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('210101000000Z'))]));
  const serial = der(0x02, Buffer.from([1]));
  const info = publicKey.export({ type: 'spki', format: 'der' });
  const body = der(0x30, Buffer.concat([serial, ecdsaWithSha256, name, validity, name, info]));
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  const whole = der(0x30, Buffer.concat([body, ecdsaWithSha256, signature]));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
