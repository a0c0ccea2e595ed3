package dev.toolbridge.api;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Connections beside the server's, for what a test does to the database behind its back.
public final class TestConnections {

    private TestConnections() {}

    public static Connection asOwner(Workspace workspace) throws SQLException {
        var url = workspace.owner();
        return DriverManager.getConnection(
                url.jdbc(), url.user(), url.password().orElseThrow());
    }

    public static Connection asServer(Workspace workspace) throws SQLException {
        var url = workspace.login();
        return DriverManager.getConnection(
                url.jdbc(), url.user(), url.password().orElseThrow());
    }
}
