package dev.toolbridge.token.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.toolbridge.token.Provider;
import dev.toolbridge.token.TokenKeysUnavailable;
import dev.toolbridge.token.TokenRejected;
import dev.toolbridge.token.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Verification while the identity provider's key set changes, fails, or lies.
@Timeout(60)
class PublishedKeysTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    @Test
    void case6UnknownKeyIdsDoNotCauseFetches() throws Exception {
        trust.verify(trust.provider.token());
        trust.clock.pass(PublishedKeys.FETCH_PAUSE);
        var stranger = Provider.key("stranger");
        var unknown = new ConcurrentLinkedQueue<String>();
        for (int number = 0; number < 500; number++) {
            String name = "k" + number;
            unknown.add(Provider.signed(
                    Provider.KEY,
                    header -> header.keyID(name),
                    trust.provider.claims().build()));
        }

        inParallel(500, () -> assertRefused(unknown.remove()));
        assertRefused(Provider.signed(stranger, trust.provider.claims().build()));

        assertThat(trust.keys.requests()).isEqualTo(2);
        assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
    }

    @Test
    void oneFetchServesAllWhoComeAtFirst() throws Exception {
        var tokens = new ConcurrentLinkedQueue<>(
                Stream.generate(trust.provider::token).limit(200).toList());

        inParallel(tokens.size(), () -> trust.verify(tokens.remove()));

        assertThat(trust.keys.requests()).isEqualTo(1);
    }

    @Test
    void aRotatedKeyIsFoundAfterThePause() {
        trust.verify(trust.provider.token());
        trust.keys.serve(Provider.KEY.toPublicJWK(), Provider.NEXT_KEY.toPublicJWK());
        String next = Provider.signed(Provider.NEXT_KEY, trust.provider.claims().build());

        assertRefused(next);
        trust.clock.pass(PublishedKeys.FETCH_PAUSE);

        assertThat(trust.verify(next).subject()).isEqualTo("user_1");
    }

    @Test
    void keysAreFetchedAheadOfTheirEndWithoutAnybodyWaiting() {
        trust.verify(trust.provider.token());
        trust.keys.serve(Provider.KEY.toPublicJWK(), Provider.NEXT_KEY.toPublicJWK());
        trust.clock.pass(PublishedKeys.REFRESH_AHEAD.plusSeconds(1));

        trust.verify(trust.provider.token());

        await(() -> trust.keys.requests() == 2);
        String next = Provider.signed(Provider.NEXT_KEY, trust.provider.claims().build());
        assertThat(trust.verify(next).subject()).isEqualTo("user_1");
        assertThat(trust.keys.requests()).isEqualTo(2);
    }

    @Test
    void case23ARemovedKeyVerifiesNothingMoreNotEvenFromTheCache() {
        String longLived = trust.provider.token(claims ->
                claims.expirationTime(java.util.Date.from(trust.clock.instant().plusSeconds(7_200))));
        trust.verify(longLived);
        trust.keys.serve(Provider.NEXT_KEY.toPublicJWK());
        trust.clock.pass(PublishedKeys.REFRESH_AHEAD.plusSeconds(1));

        await(() -> isRefused(longLived));

        assertRefused(longLived);
    }

    @Test
    void case24AnOutageOfTenMinutesIsNotNoticed() {
        trust.verify(trust.provider.token());
        trust.keys.answer(500, "");

        for (int minute = 0; minute < 25; minute++) {
            trust.clock.pass(MINUTE);
            assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
        }
    }

    @Test
    void case24NoTokenIsTakenWithoutKeys() {
        trust.keys.answer(500, "");

        assertUndecided(trust.provider.token());
        assertUndecided(trust.provider.token());

        trust.keys.serve(Provider.KEY.toPublicJWK());
        trust.clock.pass(PublishedKeys.FIRST_FETCH_PAUSE);
        assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
    }

    @Test
    void case24KeysAreNotKeptForEver() {
        trust.verify(trust.provider.token());
        trust.keys.answer(500, "");
        trust.clock.pass(PublishedKeys.OUTAGE_MAX.plus(MINUTE));

        assertUndecided(trust.provider.token());
    }

    @Test
    void case24AServerThatStallsHoldsNobodyForLong() {
        trust.keys.stall();
        long start = System.nanoTime();

        assertUndecided(trust.provider.token());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void case25UselessKeySetsLeaveTheOldKeysInPlace() throws JOSEException {
        trust.verify(trust.provider.token());
        var elliptic = new ECKeyGenerator(Curve.P_256).keyID("provider-1").generate();
        var small = new RSAKeyGenerator(1_024, true).keyID("provider-1").generate();
        var encrypting = new RSAKey.Builder(Provider.KEY.toPublicJWK())
                .keyUse(KeyUse.ENCRYPTION)
                .build();
        String padding = "\"x\":\"" + "p".repeat(60_000) + "\",";
        String good = new JWKSet(Provider.NEXT_KEY.toPublicJWK()).toString(true);
        List<Runnable> behaviours = List.of(
                () -> trust.keys.answer(200, "{" + padding + good.substring(1)),
                () -> trust.keys.answer(200, "<html><body>maintenance</body></html>"),
                () -> trust.keys.answer(200, ""),
                () -> trust.keys.answer(200, "{\"keys\":[]}"),
                () -> trust.keys.answer(200, "[]"),
                () -> trust.keys.answer(204, ""),
                () -> trust.keys.answer(401, good),
                () -> trust.keys.redirectTo(trust.keys.strayAddress()),
                () -> trust.keys.serve(elliptic.toPublicJWK()),
                () -> trust.keys.serve(small.toPublicJWK()),
                () -> trust.keys.serve(encrypting),
                () -> trust.keys.answer(200, new JWKSet(Provider.KEY).toString(false)),
                () -> trust.keys.answer(
                        200, "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"provider-1\",\"k\":\"c2VjcmV0\"}]}"),
                trust.keys::stall);

        for (Runnable behaviour : behaviours) {
            behaviour.run();
            forceFetch();
            assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
            assertRefused(
                    Provider.signed(Provider.NEXT_KEY, trust.provider.claims().build()));
        }
        assertThat(trust.keys.strays()).isZero();
        assertThat(trust.meters
                        .counter("toolbridge.token.keys", "outcome", "failed")
                        .count())
                .isGreaterThanOrEqualTo(behaviours.size());
    }

    @Test
    void keysForOtherUsesInTheSameSetAreLeftAside() throws JOSEException {
        var elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        trust.keys.serve(elliptic.toPublicJWK(), Provider.KEY.toPublicJWK());

        assertThat(trust.verify(trust.provider.token()).subject()).isEqualTo("user_1");
    }

    /// An unknown key id after the pause makes the verifier fetch before it answers.
    private void forceFetch() {
        trust.clock.pass(PublishedKeys.FETCH_PAUSE);
        assertRefused(Provider.signed(
                Provider.KEY,
                header -> header.keyID("unknown"),
                trust.provider.claims().build()));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenRejected.class);
    }

    private void assertUndecided(String token) {
        assertThatThrownBy(() -> trust.verify(token)).isInstanceOf(TokenKeysUnavailable.class);
    }

    private boolean isRefused(String token) {
        try {
            trust.verify(token);
            return false;
        } catch (TokenRejected refused) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void inParallel(int times, Runnable work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int call = 0; call < times; call++) {
                calls.add(Executors.callable(work));
            }
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }
}
