package dev.toolbridge.api.item;

public class Culprit {
    java.sql.Connection used0;
}
