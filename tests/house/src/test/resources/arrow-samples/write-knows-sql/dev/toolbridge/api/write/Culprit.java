package dev.toolbridge.api.write;

public class Culprit {
    java.sql.Connection used0;
}
