package dev.toolbridge.api.intake;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Takes uploads: a user sends one file at a time, and has one import at a time. Without an import, a file is removed.
public final class Uploads {
    private final Imports imports;
    private final UploadFolder folder;
    private final Set<UUID> sending = ConcurrentHashMap.newKeySet();

    public Uploads(Imports imports, UploadFolder folder) {
        this.imports = imports;
        this.folder = folder;
    }

    /// Writes the body of a request to the folder, and makes its import.
    Imports.Added take(Caller caller, Request request) {
        String name = ImportChoices.name(request);
        List<String> words = ImportChoices.words(request);
        Optional<String> onceKey = IdempotencyKey.of(request);
        if (onceKey.filter(key -> imports.isKnown(caller, key)).isEmpty()) {
            imports.open(caller).ifPresent(other -> {
                throw busy(other);
            });
        }
        if (!sending.add(caller.user())) {
            throw Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "another upload of yours is running");
        }
        try {
            return received(caller, request, new Named(name, words, onceKey));
        } finally {
            sending.remove(caller.user());
        }
    }

    private record Named(String file, List<String> words, Optional<String> onceKey) {}

    private Imports.Added received(Caller caller, Request request, Named named) {
        UUID id = UUID.randomUUID();
        boolean isKept = false;
        try {
            UploadedFile file = folder.receive(id, named.file(), announced(request), request::copyBody);
            if (file.bytes() == 0) {
                throw Refusal.of(ErrorCode.INVALID_REQUEST, "the body must be the file");
            }
            var added = imports.add(caller, new Imports.Arrival(id, file, named.words(), named.onceKey()));
            isKept = added instanceof Imports.Added.New;
            return added;
        } finally {
            if (!isKept) {
                folder.forget(id);
            }
        }
    }

    /// The size of a body that does not come in chunks; it was compared with the limit already.
    private static long announced(Request request) {
        return request.header("Content-Length").map(Long::parseLong).orElse(0L);
    }

    /// The refusal of an import beside another.
    static Refusal busy(UUID other) {
        return Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "another import of yours has not ended")
                .fact("import", other.toString());
    }
}
