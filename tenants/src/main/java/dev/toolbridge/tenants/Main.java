package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.program.ReadyLine;
import dev.toolbridge.service.program.ServerConfig;
import dev.toolbridge.service.program.ServerMain;
import dev.toolbridge.service.program.StartedServer;
import dev.toolbridge.tenants.provision.FlyGround;
import dev.toolbridge.tenants.provision.Machinery;
import dev.toolbridge.tenants.provision.Plans;
import dev.toolbridge.tenants.provision.TenantChecks;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.rest.MoveRoutes;
import dev.toolbridge.tenants.rest.TenantOrder;
import dev.toolbridge.tenants.rest.TenantPlans;
import dev.toolbridge.tenants.rest.UpkeepPlans;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// The control plane's server.
public final class Main {
    private static final List<String> REGIONS = List.of("local");

    static final List<Setting<?>> SETTINGS = Stream.of(TenantsConfig.SETTINGS, MachineConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ServerMain("toolbridge-tenants", Main.class).run(Config::from, Main::start);
    }

    /// All settings of the program.
    private record Config(TenantsConfig server, MachineConfig machine) implements ServerConfig {

        static Config from(Settings settings) {
            var server = TenantsConfig.from(settings);
            return new Config(server, MachineConfig.from(settings, server.tokens()));
        }

        @Override
        public String logLevel() {
            return server.logLevel();
        }
    }

    private static StartedServer start(Config config) {
        Database database = TenantsServer.database(config.server());
        TenantMachine machine = TenantMachine.of(config.machine(), database);
        var plans = new Plans(machine.machinery(), config.machine().leaving());
        var work = new TenantsServer.Work(
                new TenantPlans(
                        plans.provision(),
                        plans.suspend(),
                        plans.resume(),
                        plans.deploy(),
                        plans.rollback(),
                        plans.offboard(),
                        plans.restore(),
                        plans.identity()),
                new UpkeepPlans(
                        plans.rotation(),
                        plans.immediateRotation(),
                        plans.export(),
                        new MoveRoutes.Moves(
                                plans.migrate(), machine.machinery().platform().clusterNames())),
                plans.catalogue(),
                new TenantOrder(REGIONS, runtimes(machine.machinery())),
                machine.administrators(),
                checks(machine.machinery()),
                machine.machinery().domains(),
                tenant -> FlyGround.outside(machine.machinery().fly(), tenant));
        return new WithMachine(TenantsServer.start(config.server(), database, work, machine::start), machine);
    }

    private static List<String> runtimes(Machinery machinery) {
        return machinery.fly().isPresent() ? List.of(TenantOrder.HERE, FlyGround.NAME) : List.of(TenantOrder.HERE);
    }

    private static List<TenantCheck> checks(Machinery machinery) {
        return Stream.concat(
                        new TenantChecks(machinery, Clock.systemUTC()).all().stream(),
                        machinery.domains().checks().stream())
                .toList();
    }

    /// The server, which lets go of the machine when it ends.
    private record WithMachine(TenantsServer server, TenantMachine machine) implements StartedServer {

        @Override
        public ReadyLine awaitStart() throws InterruptedException {
            return server.awaitStart();
        }

        @Override
        public void close() {
            machine.close();
            server.close();
        }
    }
}
