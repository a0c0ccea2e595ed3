package dev.toolbridge.tenants.certificate;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/// The platform's account at the issuer. It is opened when it is first needed, and anew when the issuer has ended it.
record AcmeAccount(AcmeConfig config, Session session, AcmeStore store) {

    Login login() throws AcmeException {
        AcmeStore.Keyed account = store.account(config.directory());
        if (account.location().isPresent()) {
            return session.login(url(account.location().get()), account.key());
        }
        Login login = new AccountBuilder()
                .addEmail(config.contact())
                .agreeToTermsOfService()
                .useKeyPair(account.key())
                .createLogin(session);
        store.opened(config.directory(), URI.create(login.getAccountLocation().toString()));
        return login;
    }

    /// Forgets an account that the issuer has ended: the next login opens another one, with another key.
    void forget(Login login) {
        store.forgetAccount(
                config.directory(), URI.create(login.getAccountLocation().toString()));
    }

    static URL url(URI location) {
        try {
            return location.toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("an address that the issuer gave is none", impossible);
        }
    }
}
