package dev.toolbridge.api.item;

public class Culprit {
    dev.toolbridge.database.Innocent used0;
}
