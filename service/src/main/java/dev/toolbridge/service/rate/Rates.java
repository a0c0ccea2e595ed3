package dev.toolbridge.service.rate;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// The first steps of every request that needs a credential, in their order: the address, the credential, the user's
/// rate. Nothing is asked of a database or an identity provider for a request that does not come past them.
///
/// @param addresses tells where requests come from
/// @param failures limits credentials that are no good
/// @param users limits requests
/// @param countedAhead the name under which a request is counted before its credential is looked up, if it has one
public record Rates(
        ClientAddress addresses,
        AddressRates failures,
        UserRates users,
        Function<Request, Optional<String>> countedAhead) {

    /// The limits of a server as they are configured.
    public static Rates from(RateConfig config, ClientAddress addresses, InstantSource clock) {
        return new Rates(
                addresses,
                new AddressRates(clock, config.replicas()),
                new UserRates(config, clock),
                _ -> Optional.empty());
    }

    /// The same for requests that show by whom they are before it is looked up.
    public Rates countingAhead(Function<Request, Optional<String>> name) {
        return new Rates(addresses, failures, users, name);
    }

    /// Recognises the sender of a request, and counts it.
    ///
    /// @throws Refusal `unauthorized`, or `rate_limited` when it is one too many
    public <I extends Recognition.Counted> Admitted<I> admit(
            Request request, RateClass rateClass, Recognition<I> recognition) {
        Optional<InetAddress> address = addresses.of(request);
        address.ifPresent(failures::requireOpen);
        Optional<RateAccount> ahead =
                countedAhead.apply(request).map(name -> RateAccount.charged(users, name, rateClass));
        I identity = recognised(recognition, request, address);
        return new Admitted<>(
                identity, ahead.orElseGet(() -> RateAccount.charged(users, identity.countedAs(), rateClass)));
    }

    private <I extends Recognition.Counted> I recognised(
            Recognition<I> recognition, Request request, Optional<InetAddress> address) {
        try {
            return recognition.of(request);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.UNAUTHORIZED) {
                address.ifPresent(failures::fail);
            }
            throw refusal;
        }
    }
}
