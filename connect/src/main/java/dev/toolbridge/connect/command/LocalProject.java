package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.CachedMemories;
import dev.toolbridge.connect.cache.Place;
import dev.toolbridge.connect.project.ProjectFolder;

/// The project of a folder as this machine has it: no server is needed for one that was opened before.
record LocalProject(Place place, CachedMemories memories) {

    static LocalProject open(Desk desk) {
        ProjectFolder folder = ProjectFolder.of(desk.machine().current());
        Place place = ProjectLink.place(desk, folder)
                .orElseGet(() -> ProjectLink.open(desk).place());
        return new LocalProject(place, new CachedMemories(desk.cache(), place));
    }
}
