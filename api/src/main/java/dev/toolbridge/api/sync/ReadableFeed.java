package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.signed.Cursors;
import java.util.List;
import java.util.Optional;

/// The part of the feed of all types that a caller may read. A cursor of the whole feed is good for a part of it; one
/// of a part is good for nothing more, since the types that were hidden lie before it too.
///
/// @param hidden the types that the caller may not read
/// @param whole the question that cursors of the whole feed are bound to
record ReadableFeed(CursorCodec codec, List<EntityType> hidden, String whole) implements Cursors<Cursor> {
    private static final String WHOLE = "changes";

    static ReadableFeed of(Caller caller, CursorCodec codec) {
        List<EntityType> hidden = Entities.STORED.stream()
                .filter(type -> !caller.rights().contains(Scope.read(type.plural())))
                .toList();
        return new ReadableFeed(codec, hidden, caller.bound(WHOLE));
    }

    /// Reads which page a request asks for.
    Page<Cursor> asked(Request request) {
        return Page.asked(request, this, hidden.isEmpty() ? whole : whole + " without " + hidden);
    }

    @Override
    public Optional<Cursor> decode(String text, String question) {
        return codec.decode(text, codec.isOf(text, whole) ? whole : question);
    }

    @Override
    public String encode(Cursor place, String question) {
        return codec.encode(place, question);
    }
}
