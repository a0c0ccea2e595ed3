package dev.toolbridge.api.intake;

import dev.toolbridge.api.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The imports of users. Each user sees the own ones only.
public interface Imports {
    /// The most that are kept of a user.
    int KEPT_MAX = 50;

    /// An import of a file that is in the folder.
    ///
    /// @param onceKey the idempotency key of the request
    record Arrival(UUID id, UploadedFile file, List<String> choices, Optional<String> onceKey) {
        public Arrival {
            choices = List.copyOf(choices);
        }
    }

    /// The outcome of an addition.
    sealed interface Added {
        /// The import is stored now.
        record New(StoredImport stored) implements Added {}

        /// The same request was carried out before.
        record Repeated(StoredImport stored) implements Added {}

        /// The key was used for another request.
        record KeyReused() implements Added {}

        /// Another import of the user has not ended.
        record Busy(UUID other) implements Added {}
    }

    Added add(Caller caller, Arrival arrival);

    /// The import of the user that has not ended.
    Optional<UUID> open(Caller caller);

    /// The import that a key stands for.
    boolean isKnown(Caller caller, String onceKey);

    /// All imports of the user, the newest first.
    List<StoredImport> list(Caller caller);

    Optional<StoredImport> find(Caller caller, UUID id);

    /// A step that a user orders.
    ///
    /// @param from the state that the import must be in
    /// @param to the next state
    /// @param run the name of the run, where the step begins one
    record Step(UUID id, ImportState from, ImportState to, Optional<String> run) {

        /// Tells if the import has ended then.
        public boolean isEnd() {
            return to == ImportState.CANCELLED;
        }

        /// The name of the step in the audit log.
        public String action() {
            return "import." + to.wireName();
        }
    }

    /// Takes a step, and notes it in the audit log; empty if the import is in another state by now.
    ///
    /// @throws dev.toolbridge.service.error.Refusal if another import of the user has not ended
    Optional<StoredImport> step(Caller caller, Step step);
}
