host.start(item => fill(data('h1', titleOf(item)), state(item), make('section', '', details(item))))
  .catch(failed => notice(failed.message));
