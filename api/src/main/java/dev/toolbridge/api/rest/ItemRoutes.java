package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.UUID;

/// One item, as it is or as it was.
public final class ItemRoutes {
    private final EntityType type;
    private final Items items;
    private final Journal journal;
    private final QueryContext context;

    public ItemRoutes(EntityType type, Items items, Journal journal, QueryContext context) {
        this.type = type;
        this.items = items;
        this.journal = journal;
        this.context = context;
    }

    public List<RouteLine<Caller>> routes() {
        String one = "/v1/" + type.plural() + "/{uid}";
        Output item =
                Output.of(200, "The item.", type.name()).or(Output.empty(304, "The client has this version already."));
        return List.of(new RouteLine<>(
                "GET", one, "get_" + type.plural(), Scope.read(type.plural()), Inputs.ITEM, item, this::get));
    }

    private Answer get(Caller caller, Request request) {
        UUID uid = ParameterValues.uid(request);
        boolean deletedToo = Parameters.includeDeleted(request);
        Lookup found = AsOf.moment(request, () -> FilterParameters.zoned(caller, request, context)
                        .days())
                .map(moment -> at(caller, new Key(type, uid), moment))
                .orElseGet(() -> items.find(caller.space(), new Key(type, uid)));
        return switch (found) {
            case Lookup.Live live -> ItemAnswers.read(live.item(), request);
            case Lookup.Deleted deleted when deletedToo -> ItemAnswers.read(deleted.item(), request);
            case Lookup.Deleted deleted -> throw Refusals.deleted(type, deleted.item(), " deleted");
            case Lookup.Missing _ -> throw Refusals.missing(type);
        };
    }

    private Lookup at(Caller caller, Key key, Moment moment) {
        if (moment instanceof Moment.Change change) {
            requireCommitted(change.seq(), items.head(caller.space()).seq());
        }
        return switch (journal.at(caller.space(), key, moment)) {
            case Past.Kept kept -> Lookup.of(kept.change().item(key.uid()));
            case Past.Gone _ -> throw Refusals.historyGone(type.label() + " is not kept as it was then");
            case Past.Missing _ -> new Lookup.Missing();
        };
    }

    private static void requireCommitted(long seq, long newest) {
        if (seq > newest) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "there is no change " + seq + " yet")
                    .fact("field", ApiParameters.AS_OF.name())
                    .fact("expected", "a number up to " + newest);
        }
    }
}
