package dev.toolbridge.api;

import dev.toolbridge.api.intake.ImportRights;
import dev.toolbridge.api.intake.ImportRoutes;
import dev.toolbridge.api.intake.UploadConfig;
import dev.toolbridge.api.intake.UploadFolder;
import dev.toolbridge.api.intake.Uploads;
import dev.toolbridge.api.intake.work.ImportWorker;
import dev.toolbridge.api.route.ReviewPolicy;
import dev.toolbridge.api.store.ImportStore;
import dev.toolbridge.api.store.ImportWorkStore;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;

/// The parts that import the files which users send, wired together.
record IntakeParts(UploadFolder folder, ImportStore imports, ImportWorker worker, ImportRights rights)
        implements AutoCloseable {

    static IntakeParts of(UploadConfig config, Database database, SpaceWriter writer, ReviewPolicy policy) {
        var target = new TransferStore(database);
        var folder = UploadFolder.open(config);
        return new IntakeParts(
                folder,
                new ImportStore(database, caller -> target.epoch(caller.space())),
                new ImportWorker(new ImportWorkStore(database), target, writer, folder),
                new ImportRights(policy));
    }

    ImportRoutes routes() {
        return new ImportRoutes(imports, new Uploads(imports, folder), rights, worker::wake);
    }

    void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
        folder.close();
    }
}
