package dev.toolbridge.api.store.read;

public class Culprit {
    dev.toolbridge.api.store.write.Innocent used0;
}
