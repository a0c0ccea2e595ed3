package dev.toolbridge.api.access;

public class Culprit {
    dev.toolbridge.api.item.Innocent used0;
}
