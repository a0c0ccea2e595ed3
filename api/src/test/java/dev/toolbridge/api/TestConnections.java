package dev.toolbridge.api;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Connections beside the server's, with which a test changes the database behind the server's back.
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
