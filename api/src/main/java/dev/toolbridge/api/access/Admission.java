package dev.toolbridge.api.access;

import dev.toolbridge.api.access.rate.AddressRates;
import dev.toolbridge.api.access.rate.RateClass;
import dev.toolbridge.api.access.rate.RateState;
import dev.toolbridge.api.access.rate.UserRates;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The first steps of every request that needs a credential, in their order: the address, the credential, the user's
/// rate. Nothing is asked of the database or the identity provider for a request that does not come past them. An API
/// key has a rate of its own, counted before it is looked up.
public final class Admission {
    private final ClientAddress addresses;
    private final AddressRates addressRates;
    private final Identities identities;
    private final UserRates userRates;

    public Admission(ClientAddress addresses, AddressRates addressRates, Identities identities, UserRates userRates) {
        this.addresses = addresses;
        this.addressRates = addressRates;
        this.identities = identities;
        this.userRates = userRates;
    }

    /// Answers the request of somebody who was recognised.
    @FunctionalInterface
    public interface IdentityEndpoint {
        Answer answer(Identity identity, Request request);
    }

    /// Admits to an ordinary route.
    public Answer admit(Request request, RateClass rateClass, IdentityEndpoint endpoint) {
        return admit(identities::of, request, rateClass, endpoint);
    }

    /// Admits to a route that serves the MCP server's tokens as well.
    Answer admitAnyAudience(Request request, RateClass rateClass, IdentityEndpoint endpoint) {
        return admit(identities::ofAnyAudience, request, rateClass, endpoint);
    }

    /// Admits to a route that takes ID tokens too, and the MCP server's tokens.
    Answer admitAnyUse(Request request, RateClass rateClass, IdentityEndpoint endpoint) {
        return admit(identities::ofAnyUse, request, rateClass, endpoint);
    }

    private Answer admit(
            Function<Request, Identity> how, Request request, RateClass rateClass, IdentityEndpoint endpoint) {
        Optional<InetAddress> address = addresses.of(request);
        address.ifPresent(addressRates::requireOpen);
        Optional<RateState> ofKey = Identities.keyShown(request).map(key -> userRates.count(key, rateClass));
        Identity identity = recognised(how, request, address);
        RateState state = ofKey.orElseGet(() -> userRates.count(identity.user().toString(), rateClass));
        return telling(state, () -> endpoint.answer(identity, request));
    }

    private Identity recognised(Function<Request, Identity> how, Request request, Optional<InetAddress> address) {
        try {
            return how.apply(request);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.UNAUTHORIZED) {
                address.ifPresent(addressRates::fail);
            }
            throw refusal;
        }
    }

    /// Every answer from here on says where the user stands, refusals too.
    private static Answer telling(RateState state, Supplier<Answer> endpoint) {
        try {
            return state.on(endpoint.get());
        } catch (Refusal refusal) {
            throw state.on(refusal);
        }
    }
}
