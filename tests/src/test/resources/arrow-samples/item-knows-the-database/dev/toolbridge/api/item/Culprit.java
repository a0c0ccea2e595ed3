package dev.toolbridge.api.item;

public class Culprit {
    dev.toolbridge.service.database.Innocent used0;
}
