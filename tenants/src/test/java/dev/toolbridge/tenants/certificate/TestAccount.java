package dev.toolbridge.tenants.certificate;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.secret.SealedValues;
import org.shredzone.acme4j.exception.AcmeException;

/// The platform's account at an issuer, as somebody with its key can end it.
public final class TestAccount {

    private TestAccount() {}

    public static void end(AcmeConfig config, Database database, SealedValues seals) throws AcmeException {
        new AcmeAccount(config, AcmeSession.of(config), new AcmeStore(database, seals))
                .login()
                .getAccount()
                .deactivate();
    }
}
