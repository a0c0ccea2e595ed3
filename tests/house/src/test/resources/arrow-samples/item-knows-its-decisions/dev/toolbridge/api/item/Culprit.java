package dev.toolbridge.api.item;

public class Culprit {
    dev.toolbridge.api.item.decision.Innocent used0;
}
