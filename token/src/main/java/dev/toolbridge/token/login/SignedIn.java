package dev.toolbridge.token.login;

import dev.toolbridge.service.rate.Recognition;
import dev.toolbridge.token.SignIn;

/// A person who has come back from the identity provider.
///
/// @param signIn the provider's word about the person
/// @param target the page that the person was going to
/// @param tokens the tokens that came with it
public record SignedIn(SignIn signIn, String target, ProviderTokens tokens) implements Recognition.Counted {

    @Override
    public String countedAs() {
        return signIn.token().subject();
    }
}
