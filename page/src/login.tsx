import { useSignal } from '@preact/signals';
import { login, sentenceOf } from './ask.js';

/** Asks for a token; its owner is who acts from then on. */
export function Login() {
  const token = useSignal('');
  const problem = useSignal('');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    problem.value = '';
    await login(token.value.trim()).catch((error: unknown) => {
      problem.value = sentenceOf(error);
    });
  };
  return (
    <main class="centred">
      <h1>Triage Desk</h1>
      <form class="login" onSubmit={(event) => void submit(event)}>
        <label for="token">Your token</label>
        <input
          id="token"
          type="password"
          autocomplete="current-password"
          required
          value={token.value}
          onInput={(event) => {
            token.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="strong">
          Log in
        </button>
        <p role="alert">{problem.value}</p>
      </form>
    </main>
  );
}
