package dev.toolbridge.api.rest;

public class Culprit {
    dev.toolbridge.api.Innocent used0;
}
