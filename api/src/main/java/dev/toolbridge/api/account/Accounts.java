package dev.toolbridge.api.account;

import dev.toolbridge.api.access.Caller;

/// The store of accounts, as far as their users end them.
public interface Accounts {

    /// The name that journals have in place of one whose account has ended.
    String STAND_IN = "(deleted account)";

    /// Ends the caller's account in the tenant. When it returns, nothing opens the account any more, its space is
    /// empty, and its user is a member of no project. If it fails on the way, the rest is done without anybody
    /// asking again.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `last_owner`, with nothing done
    AccountEnd end(Caller caller);
}
