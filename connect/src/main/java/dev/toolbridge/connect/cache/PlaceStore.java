package dev.toolbridge.connect.cache;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/// The projects of the cache, with the names that lead to them and the cursor of each.
public record PlaceStore(Cache cache) {

    /// The project that a name led to before: a slug, a number, an id, or the address of a repository.
    public Optional<Place> named(URI server, String name) {
        return cache.transaction(connection -> connection.first("""
                SELECT place.number, place.server, place.project, place.slug
                FROM known_name JOIN place ON place.number = known_name.place
                WHERE known_name.server = ? AND known_name.name = ?
                """, PlaceStore::read, server.toString(), name));
    }

    /// The place of a project, which is made if there is none; from now on the name leads to it.
    public Place keep(URI server, String project, String slug, String name) {
        return cache.transaction(connection -> {
            connection.change("""
                    INSERT INTO place (server, project, slug) VALUES (?, ?, ?)
                    ON CONFLICT (server, project) DO UPDATE SET slug = excluded.slug
                    """, server.toString(), project, slug);
            Place place = connection
                    .first(
                            "SELECT number, server, project, slug FROM place WHERE server = ? AND project = ?",
                            PlaceStore::read,
                            server.toString(),
                            project)
                    .orElseThrow();
            connection.change("""
                    INSERT INTO known_name (server, name, place) VALUES (?, ?, ?)
                    ON CONFLICT (server, name) DO UPDATE SET place = excluded.place
                    """, server.toString(), name, place.number());
            return place;
        });
    }

    private static Place read(ResultSet row) throws SQLException {
        return new Place(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
    }

    /// The cursor of the last pull; empty before the first.
    public Optional<String> cursor(Place place) {
        return cache.transaction(connection -> connection
                .first(
                        "SELECT cursor FROM place WHERE number = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        place.number())
                .flatMap(cursor -> cursor));
    }

    /// The epoch that the cache belongs to; empty before the first pull.
    public OptionalLong epoch(Place place) {
        long epoch = cache.transaction(connection -> connection
                .first("SELECT epoch FROM place WHERE number = ?", row -> row.getLong(1), place.number())
                .orElse(0L));
        return epoch == 0 ? OptionalLong.empty() : OptionalLong.of(epoch);
    }
}
