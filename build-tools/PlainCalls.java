import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the classes of jars start quicker: pattern switches and the {@code equals}, {@code hashCode} and
 * {@code toString} of records, which javac leaves to bootstrap methods at run time, become plain methods. The AOT cache
 * of JDK 25 keeps the links of lambdas and of joined strings, but not of these, and each costs milliseconds in a program
 * that lives for less than a second.
 *
 * <p>{@code java PlainCalls.java lib/*.jar} rewrites the jars in place. What it does not know it leaves as it is.
 */
final class PlainCalls {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private final ClassFile format;
    private int replaced;

    private PlainCalls(ClassLoader classes) {
        format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    public static void main(String[] jars) throws IOException {
        List<URL> places = new ArrayList<>();
        for (String jar : jars) {
            places.add(Path.of(jar).toUri().toURL());
        }
        try (URLClassLoader classes = new URLClassLoader(places.toArray(URL[]::new))) {
            PlainCalls calls = new PlainCalls(classes);
            for (String jar : jars) {
                calls.rewrite(Path.of(jar));
            }
            System.err.println("plain calls instead of bootstrap methods: " + calls.replaced);
        }
    }

    private void rewrite(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> all = Files.walk(files.getPath("/"))) {
            for (Path file : all.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassModel model = format.parse(Files.readAllBytes(file));
                OneClass one = new OneClass(model);
                byte[] changed = format.transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(one::replace)
                                .andThen(ClassTransform.endHandler(one::end)));
                if (!one.made.isEmpty()) {
                    Files.write(file, changed);
                    replaced += one.made.size();
                }
            }
        }
    }

    /** A method that stands for one call: its name, what it takes and yields, its code. */
    private record Made(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

    private static final class OneClass {
        private final ClassDesc self;
        private final boolean isInterface;
        private final List<Made> made = new ArrayList<>();

        OneClass(ClassModel model) {
            self = model.thisClass().asSymbol();
            isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        }

        void replace(CodeBuilder code, CodeElement element) {
            if (element instanceof InvokeDynamicInstruction call && plain(call)) {
                Made last = made.getLast();
                code.invokestatic(self, last.name, last.type, isInterface);
            } else {
                code.with(element);
            }
        }

        private boolean plain(InvokeDynamicInstruction call) {
            ClassDesc owner = call.bootstrapMethod().owner();
            String name = call.name().stringValue();
            List<ConstantDesc> arguments = call.bootstrapArgs();
            if (owner.equals(SWITCHES) && name.equals("typeSwitch") && switchable(call.typeSymbol(), arguments)) {
                return make("switch", call.typeSymbol(), code -> typeSwitch(code, arguments));
            }
            if (owner.equals(RECORDS) && name.equals("hashCode")) {
                return make(name, call.typeSymbol(), code -> hashCode(code, arguments));
            }
            if (owner.equals(RECORDS) && name.equals("equals")) {
                return make(name, call.typeSymbol(), code -> equals(code, arguments));
            }
            if (owner.equals(RECORDS) && name.equals("toString") && !simpleName().isEmpty()) {
                return make(name, call.typeSymbol(), code -> toString(code, arguments));
            }
            return false;
        }

        /** The name of the class without those it stands in; empty where that cannot be read off it. */
        private String simpleName() {
            String name = self.displayName();
            String last = name.substring(name.lastIndexOf('$') + 1);
            return Character.isDigit(last.charAt(0)) ? "" : last;
        }

        private boolean make(String what, MethodTypeDesc type, Consumer<CodeBuilder> code) {
            return made.add(new Made("plain$" + what + "$" + made.size(), type, code));
        }

        private static boolean switchable(MethodTypeDesc type, List<ConstantDesc> labels) {
            return !type.parameterType(0).isPrimitive()
                    && labels.stream()
                            .allMatch(label -> label instanceof String || label instanceof ClassDesc known && !known.isPrimitive());
        }

        /** The place of the first label, from a given one on, that fits; -1 for null. */
        private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
            Label value = code.newLabel();
            code.aload(0).ifnonnull(value).iconst_m1().ireturn().labelBinding(value);
            for (int place = 0; place < labels.size(); place++) {
                Label next = code.newLabel();
                code.iload(1).loadConstant(place).if_icmpgt(next);
                if (labels.get(place) instanceof ClassDesc type) {
                    code.aload(0).instanceOf(type);
                } else {
                    code.loadConstant(labels.get(place)).aload(0);
                    code.invokevirtual(
                            ConstantDescs.CD_Object,
                            "equals",
                            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
                }
                code.ifeq(next).loadConstant(place).ireturn().labelBinding(next);
            }
            code.loadConstant(labels.size()).ireturn();
        }

        /** The getters of a record's components stand after its class and their names. */
        private static List<DirectMethodHandleDesc> components(List<ConstantDesc> arguments) {
            return arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
        }

        private void component(CodeBuilder code, DirectMethodHandleDesc getter) {
            code.getfield(self, getter.methodName(), getter.invocationType().returnType());
        }

        private void hashCode(CodeBuilder code, List<ConstantDesc> arguments) {
            code.iconst_0();
            for (DirectMethodHandleDesc getter : components(arguments)) {
                ClassDesc type = getter.invocationType().returnType();
                code.bipush(31).imul().aload(0);
                component(code, getter);
                if (type.isPrimitive()) {
                    code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
                } else {
                    code.invokestatic(
                            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
                }
                code.iadd();
            }
            code.ireturn();
        }

        private void equals(CodeBuilder code, List<ConstantDesc> arguments) {
            Label differ = code.newLabel();
            Label other = code.newLabel();
            code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
            code.aload(1).instanceOf(self).ifeq(differ);
            for (DirectMethodHandleDesc getter : components(arguments)) {
                ClassDesc type = getter.invocationType().returnType();
                code.aload(0);
                component(code, getter);
                code.aload(1).checkcast(self);
                component(code, getter);
                if (type.isPrimitive()) {
                    code.invokestatic(box(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                            .ifne(differ);
                } else {
                    code.invokestatic(
                                    OBJECTS,
                                    "equals",
                                    MethodTypeDesc.of(
                                            ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                            .ifeq(differ);
                }
            }
            code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
        }

        private void toString(CodeBuilder code, List<ConstantDesc> arguments) {
            String before = simpleName() + "[";
            code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void));
            for (DirectMethodHandleDesc getter : components(arguments)) {
                append(code.loadConstant(before + getter.methodName() + "="), ConstantDescs.CD_String);
                code.aload(0);
                component(code, getter);
                append(code, getter.invocationType().returnType());
                before = ", ";
            }
            append(code.loadConstant(before.equals(", ") ? "]" : before + "]"), ConstantDescs.CD_String);
            code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
        }

        private static void append(CodeBuilder code, ClassDesc type) {
            ClassDesc taken = switch (TypeKind.from(type)) {
                case BYTE, SHORT -> ConstantDescs.CD_int;
                case REFERENCE -> type.equals(ConstantDescs.CD_String) ? type : ConstantDescs.CD_Object;
                default -> type;
            };
            code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, taken));
        }

        private static ClassDesc box(ClassDesc primitive) {
            return switch (TypeKind.from(primitive)) {
                case BOOLEAN -> ConstantDescs.CD_Boolean;
                case BYTE -> ConstantDescs.CD_Byte;
                case CHAR -> ConstantDescs.CD_Character;
                case SHORT -> ConstantDescs.CD_Short;
                case INT -> ConstantDescs.CD_Integer;
                case LONG -> ConstantDescs.CD_Long;
                case FLOAT -> ConstantDescs.CD_Float;
                case DOUBLE -> ConstantDescs.CD_Double;
                case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
            };
        }

        void end(ClassBuilder builder) {
            for (Made each : made) {
                builder.withMethodBody(
                        each.name,
                        each.type,
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        each.code);
            }
        }
    }
}
