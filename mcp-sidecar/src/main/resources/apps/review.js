const SIGNS = { '-': 'gone', '+': 'come' };

function lines(hunk) {
  const block = make('div', 'lines');
  if (Array.isArray(hunk.lines)) {
    hunk.lines.forEach(line => block.append(data('div', line, SIGNS[line.charAt(0)] || '')));
    return block;
  }
  if (hunk.before !== undefined) {
    block.append(data('div', hunk.before, 'gone'));
  }
  if (hunk.after !== undefined) {
    block.append(data('div', hunk.after, 'come'));
  }
  return block;
}

// The text that the hunk proposes, to begin a revision with.
function proposed(hunk) {
  if (hunk.decision && hunk.decision.revised !== undefined) {
    return hunk.decision.revised;
  }
  return Array.isArray(hunk.lines)
    ? hunk.lines.filter(line => line.charAt(0) !== '-').map(line => line.slice(1)).join('\n')
    : String(hunk.after || '');
}

function marks(hunk, edit) {
  const values = { edit_id: edit.edit_id, hunk_id: hunk.id };
  const isRevised = hunk.decision !== undefined && typeof hunk.decision !== 'string';
  const accept = button('Accept', () => host.call('accept_note_edit_hunk', values));
  accept.setAttribute('aria-pressed', String(hunk.decision === 'accepted'));
  const reject = button('Reject', () => host.call('reject_note_edit_hunk', values));
  reject.setAttribute('aria-pressed', String(hunk.decision === 'rejected'));
  const revise = button('Revise', element => {
    const text = make('textarea', '');
    text.value = proposed(hunk);
    text.setAttribute('aria-label', 'Another text');
    const save = button('Use this text', () =>
      host.call('revise_note_edit_hunk', { ...values, revised_text: text.value }));
    element.parentElement.after(text, make('div', 'row', save));
    element.remove();
    text.focus();
  });
  revise.setAttribute('aria-pressed', String(isRevised));
  return make('div', 'row', accept, reject, revise);
}

function section(hunk, edit) {
  const place = hunk.fromLine === undefined ? '' : `, line ${hunk.fromLine}`;
  const parts = [data('h2', `${hunk.field || hunk.kind}${place}`), lines(hunk)];
  if (hunk.decision && hunk.decision.revised !== undefined) {
    parts.push(make('p', 'quiet', 'Your text:'), data('p', hunk.decision.revised));
  }
  if (edit.state === 'open') {
    parts.push(marks(hunk, edit));
  }
  return make('section', '', ...parts);
}

function said(edit) {
  if (edit.state === 'open') {
    return 'Nothing is done yet. Marks are kept; you decide on the review page.';
  }
  return edit.state === 'applied' ? 'Approved and applied.' : `This edit is ${edit.state}; nothing was done.`;
}

function ways(edit) {
  const row = make('div', 'row');
  if (edit.state !== 'open') {
    return row;
  }
  row.append(host.opens(edit.reviewUrl)
    ? button('Open the review page', () => host.open(edit.reviewUrl))
    : data('span', edit.reviewUrl));
  row.append(button('Look again', () => host.call('apply_note_edit', { edit_id: edit.edit_id })));
  row.append(careful('Discard', () => host.call('discard_note_edit', { edit_id: edit.edit_id })));
  return row;
}

function showEdit(edit) {
  const rest = edit.leftOut ? [make('p', 'quiet', `${edit.leftOut} more on the review page.`)] : [];
  fill(
    data('h1', edit.title || 'Edit'),
    make('p', 'quiet', said(edit)),
    ...edit.hunks.map(hunk => section(hunk, edit)),
    ...rest,
    ways(edit));
}

host.start(showEdit).catch(failed => notice(failed.message));
