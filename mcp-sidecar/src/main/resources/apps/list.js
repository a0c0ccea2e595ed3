function singular(entity) {
  return entity === 'tasks' ? 'task' : 'note';
}

function buttons(item, list) {
  const one = singular(list.entity);
  const row = make('div', 'row');
  row.append(button('Open', () => host.call(`show_${one}_ui`, { uid: item.uid, include_deleted: true })));
  if (item.deletedAt) {
    return row;
  }
  if (list.entity === 'notes') {
    row.append(careful('Delete', () => host.call('delete_note_ui', { uid: item.uid })));
    return row;
  }
  (list.actions || []).forEach(action => {
    row.append(button(word(action), () => host.call('process_task_ui', { uid: item.uid, action })));
  });
  row.append(careful('Archive', () => host.call('archive_task_ui', { uid: item.uid })));
  return row;
}

function entry(item, list) {
  const fields = item.payload || {};
  const facts = ['status', 'priority', 'dueDate', 'dueAt']
    .filter(name => fields[name] !== undefined)
    .map(name => `${word(name)}: ${fields[name]}`);
  const parts = [data('h2', titleOf(item))];
  const text = fields.title && (fields.content || fields.description);
  if (text) {
    parts.push(data('p', text, 'brief'));
  }
  if (facts.length > 0) {
    parts.push(data('p', facts.join(' · '), 'quiet'));
  }
  parts.push(state(item), buttons(item, list));
  return make('li', '', ...parts);
}

function outcome(list) {
  const done = list.outcome;
  if (!done) {
    return [];
  }
  const parts = [make('p', '', done.proposal ? 'Nothing is done yet: a person decides.' : 'Done.')];
  if (done.proposal && host.opens(done.reviewUrl)) {
    parts.push(button('Open the review page', () => host.open(done.reviewUrl)));
  } else if (done.proposal) {
    parts.push(data('p', done.reviewUrl));
  }
  return [make('section', '', ...parts)];
}

function showList(list) {
  const more = list.hasMore && list.nextCursor
    ? [button('More', () => host.call(`list_${list.entity}_ui`, { cursor: list.nextCursor }))]
    : [];
  const heading = make('h1', '', list.items.length === 0 ? `No ${list.entity}` : word(list.entity));
  fill(heading, ...outcome(list), make('ul', '', ...list.items.map(item => entry(item, list))), ...more);
}

function showOne(item) {
  const back = button('Back', () => host.call(`list_${item.entity}_ui`, {}));
  fill(data('h1', titleOf(item)), state(item), make('section', '', details(item)), back);
}

host.start(shown => (Array.isArray(shown.items) ? showList(shown) : showOne(shown)))
  .catch(failed => notice(failed.message));
