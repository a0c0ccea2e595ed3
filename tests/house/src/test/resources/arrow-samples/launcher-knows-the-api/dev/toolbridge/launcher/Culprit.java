package dev.toolbridge.launcher;

public class Culprit {
    dev.toolbridge.api.Innocent used0;
}
