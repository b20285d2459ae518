// A real provider on loopback, for tests: node provider.mjs PORT REDIRECT KEY. Whoever logs in has that address, verified.
// POST /forge?kind=K makes the answers that follow false, each in one way, signed as the true ones are; kind=none ends it.
import { generateKeyPair, exportJWK, decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

const [port, redirect, kid] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const key = async (name) => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { jwk: { ...(await exportJWK(privateKey)), kid: name, alg: 'RS256', use: 'sig' }, privateKey };
};
const own = await key(kid);
const foreign = await key(kid); // same name, another key
const origin = new URL(redirect).origin;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'duibiao',
    client_secret: 'for-tests-only',
    redirect_uris: [redirect],
    post_logout_redirect_uris: [redirect, origin, `${origin}/`],
  }],
  jwks: { keys: [own.jwk] },
  cookies: { keys: ['for-tests-only'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  findAccount: async (ctx, id) => ({
    accountId: id,
    claims: async () => ({ sub: `sub-${id}`, email: id, email_verified: true, name: id }),
  }),
});

const hour = 3600;
const now = () => Math.floor(Date.now() / 1000);
const FALSE = {
  audience: (said) => ({ ...said, aud: 'another-client' }),
  expired: (said) => ({ ...said, iat: now() - 2 * hour, exp: now() - hour }),
  issuer: (said) => ({ ...said, iss: 'http://127.0.0.1:1' }),
  nonce: (said) => ({ ...said, nonce: 'of-another-sign-in' }),
  key: (said) => said,
  none: null,
};
let kind = 'none';

provider.use(async (ctx, next) => {
  if (ctx.path === '/forge') {
    if (!(ctx.query.kind in FALSE)) ctx.throw(400, 'no such kind');
    kind = ctx.query.kind;
    ctx.body = kind;
    return;
  }
  await next();
  if (ctx.path === '/token' && kind !== 'none' && ctx.body?.id_token) {
    const said = FALSE[kind](decodeJwt(ctx.body.id_token));
    const signer = kind === 'key' ? foreign : own;
    const header = decodeProtectedHeader(ctx.body.id_token);
    ctx.body = { ...ctx.body, id_token: await new SignJWT(said).setProtectedHeader(header).sign(signer.privateKey) };
  }
});
provider.listen(Number(port), '127.0.0.1');
