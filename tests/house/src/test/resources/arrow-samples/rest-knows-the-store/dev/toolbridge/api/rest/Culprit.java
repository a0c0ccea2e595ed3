package dev.toolbridge.api.rest;

public class Culprit {
    dev.toolbridge.api.store.Innocent used0;
}
