// One client, named by the first argument, does a little work at the address in the second with the token in the third:
// it lists the tools, writes a note, and reads it. It prints one line of JSON that says what it saw.
import { clients } from './clients.mjs';

const [name, address, token] = process.argv.slice(2);

async function main() {
  const client = await clients[name](new URL(address), token);
  const tools = await client.tools();
  const created = await client.call('create_note', { title: `By ${name}`, content: 'Bread, butter' });
  const uid = uidIn(created);
  const read = await client.call('get_note', { uid });
  await client.close();
  console.log(JSON.stringify({ tools: tools.length, uid, read: JSON.stringify(read) }));
}

// Clients hand results on in forms of their own; each holds the uid of the note.
function uidIn(result) {
  const found = JSON.stringify(result).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
  if (found === null) {
    throw new Error(`no uid in ${JSON.stringify(result)}`);
  }
  return found[0];
}

main().then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
