// The settings that the person entered into the client: an address and a token.
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function refuse(sentence) {
  process.stderr.write(`toolbridge: ${sentence}\n`);
  process.exit(1);
}

// A setting that was left empty reaches some clients' servers as its own placeholder.
function value(name) {
  const text = (process.env[name] ?? "").trim();
  return text.startsWith("${") ? "" : text;
}

export function settings() {
  const written = value("TOOLBRIDGE_URL");
  const token = value("TOOLBRIDGE_TOKEN");
  const tenant = value("TOOLBRIDGE_TENANT");
  if (!URL.canParse(written)) refuse(`the address '${written}' is none: expected one like https://acme.example/mcp`);
  const url = new URL(written);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.includes(url.hostname))) {
    refuse(`the address ${written} would send the token where others can read it: use https`);
  }
  if (url.pathname === "/") url.pathname = "/bearer/mcp";
  if (token === "" || /\s/.test(token)) refuse("there is no token: enter one in the settings of this extension");
  return { url, token, headers: tenant === "" ? {} : { "X-TB-Tenant-ID": tenant } };
}
