package dev.toolbridge.tests.scenario;

public class Culprit {
    dev.toolbridge.api.item.Innocent used0;
}
