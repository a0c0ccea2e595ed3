package dev.toolbridge.api.store;

public class Culprit {
    dev.toolbridge.api.rest.Innocent used0;
}
