package dev.toolbridge.api.rest;

public class Culprit {
    dev.toolbridge.api.sync.Innocent used0;
}
