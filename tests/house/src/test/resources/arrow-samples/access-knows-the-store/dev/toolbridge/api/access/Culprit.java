package dev.toolbridge.api.access;

public class Culprit {
    dev.toolbridge.api.store.Innocent used0;
}
