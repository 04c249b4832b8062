import { render } from 'preact';
import { App } from './app.js';
import './style/fonts.css';
import './style/base.css';
import './style/parts.css';
import './style/playground.css';
import './style/cases.css';
import './style/figures.css';
import './style/print.css';

const place = document.getElementById('page');
if (place !== null) render(<App />, place);
